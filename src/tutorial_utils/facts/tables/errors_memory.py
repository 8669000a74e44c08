"""The rows of the table ``errors-memory``: storage, devices, NumPy memory and files."""

from __future__ import annotations

from tutorial_utils.facts.raised import Case, errors_entry

__all__ = ["CASES", "ENTRY"]

CASES = (
    Case(
        "write to expanded memory",
        "torch.ones(1).expand(3).add_(1)",
        "Several elements are one number in memory. `clone()` first.",
        "../storage/strides.html",
    ),
    Case(
        "part written over itself",
        "x = torch.arange(4); x[1:] = x[:-1]",
        "Source and target overlap. `clone()` the source.",
        "../storage/views-and-copies.html",
    ),
    Case(
        "as_strided past the end",
        "torch.arange(6).as_strided((3,), (3,), 2)",
        "The last element would lie outside the storage.",
        "../storage/strides.html",
    ),
    Case(
        "resize of lent memory",
        "x = torch.from_numpy(np.ones(3)); x.resize_(9)",
        "NumPy owns the memory. Make a new tensor. The shape has changed all the same.",
        "../storage/anatomy.html",
    ),
    Case(
        "view as a larger dtype",
        "torch.ones(3).view(torch.float64)",
        "The bytes of the last dimension must divide into the new elements.",
        "../tensors/dtype.html",
    ),
    Case(
        "storage of a sparse tensor",
        "torch.eye(2).to_sparse().untyped_storage()",
        "A sparse tensor has none of its own. Ask its `indices()` and `values()`.",
        "../tensors/layout.html",
    ),
    Case(
        "typed storage of integers",
        "torch.Tensor(torch.arange(3).storage())",
        "`torch.Tensor` takes a storage of the default dtype, float32. Use `torch.empty(0, dtype=...).set_(storage)`.",
        "../storage/anatomy.html",
    ),
    Case(
        "two devices",
        'torch.ones(2) + torch.ones(2, device="meta")',
        "Move one of them with `.to(device)`. Between a CPU and a GPU the message begins with `Expected all tensors "
        "to be on the same device`.",
        "../tensors/device.html",
        ("arguments are located on different GPUs",),
    ),
    Case(
        "NumPy from another device",
        'torch.ones(2, device="meta").numpy()',
        "NumPy is on the CPU: `.cpu()` first. The meta device has no numbers to copy.",
        "../operations/numpy.html",
        ("can't convert CUDA tensor to numpy. Use Tensor.cpu() to copy the tensor to host memory first.",),
    ),
    Case(
        "item without numbers",
        'torch.ones((), device="meta").item()',
        "The meta device has shapes and no numbers.",
        "../tensors/device.html",
    ),
    Case(
        "copy out of meta",
        'torch.ones(2, device="meta").cpu()',
        "There is nothing to copy: `torch.empty_like(x, device=...)`, or `Module.to_empty`.",
        "../tensors/device.html",
    ),
    Case(
        "no such device",
        'torch.device("gpu")',
        "A CUDA or ROCm device is called `cuda`, Apple's `mps`.",
        "../tensors/device.html",
    ),
    Case(
        "device by position",
        'torch.randn((2, 3), "cpu")',
        "`device` and `dtype` are given by name: `device=...`.",
        "../tensors/device.html",
    ),
    Case(
        "file that is no checkpoint",
        'import io; torch.load(io.BytesIO(b"<html>"))',
        "Not a file of `torch.save`, but for example a web page. Fetch it again.",
        "../storage/saving.html",
        ("invalid load key, '<'.",),
    ),
    Case(
        "file that names a class",
        "import io; f = io.BytesIO(); torch.save(torch.nn.Linear(1, 1), f); n = f.seek(0); torch.load(f)",
        "By default only plain data loads. Save the `state_dict`, or allow what you trust.",
        "../storage/saving.html",
    ),
    Case(
        "buffer not rewound",
        "import io; f = io.BytesIO(); torch.save(torch.ones(2), f); torch.load(f)",
        "The buffer stands at its end: `f.seek(0)`.",
        "../storage/saving.html",
        ("EOFError: Ran out of input",),
    ),
    Case(
        "state of a model of another size",
        "torch.nn.Linear(2, 1).load_state_dict(torch.nn.Linear(3, 1).state_dict())",
        "Build the model with the sizes it had when it was saved. `strict=False` skips names and not sizes: delete "
        "the entries you do not want.",
        "../storage/saving.html",
    ),
    Case(
        "state of a model with other names",
        "torch.nn.Linear(1, 1, bias=False).load_state_dict({'module.weight': torch.ones(1, 1)})",
        "`DataParallel` puts `module.` before each name. Rename the keys, or save the state of the module inside.",
        "../storage/saving.html",
    ),
)

ENTRY = errors_entry("errors-memory", CASES)
