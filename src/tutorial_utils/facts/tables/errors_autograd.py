"""The rows of the table ``errors-autograd``: what ``backward`` and its neighbors raise."""

from __future__ import annotations

from tutorial_utils.facts.raised import Case, errors_entry

__all__ = ["CASES", "ENTRY"]

LEAF = "x = torch.ones(2, requires_grad=True)"

CASES = (
    Case(
        "nothing requires grad",
        "x = torch.ones(2); x.sum().backward()",
        "No input requires grad, or the way was cut: by `detach`, `no_grad`, `torch.tensor`, `item`, NumPy, "
        "or a step without a derivative, such as `argmax`. Set `requires_grad=True` on the input, and stay in torch.",
        "../autograd/recording.html",
        ("element 0 of variables does not require grad and does not have a grad_fn",),
    ),
    Case(
        "a second backward",
        f"{LEAF}; y = (x * x).sum(); y.backward(); y.backward()",
        "The first pass freed what the nodes had saved. Compute again, add the losses, `detach` what you carry into "
        "the next step, or pass `retain_graph=True`.",
        "../autograd/backward.html",
        ("Trying to backward through the graph a second time, but the buffers have already been freed.",),
    ),
    Case(
        "changed in place",
        f"{LEAF}; y = x.exp(); y.add_(1); y.sum().backward()",
        "A tensor that a node saved was written to before `backward`. Write `y = y + 1`, or change it where nothing "
        "is saved.",
        "../autograd/graph.html",
        ("which is output 0 of ExpBackward0, is at version 1; expected version 0 instead.",),
    ),
    Case(
        "in place on a leaf",
        f"{LEAF}; x.add_(1)",
        "The leaf would no longer be a leaf. Update it under `torch.no_grad()`.",
        "../autograd/leaves.html",
        ("a leaf Variable that requires grad has been used in an in-place operation.",),
    ),
    Case(
        "in place on a view of a leaf",
        f"{LEAF}; x[0] = 5",
        "Writing a part writes the leaf. Do it under `torch.no_grad()`, or on a `clone`.",
        "../autograd/leaves.html",
    ),
    Case(
        "backward of several numbers",
        f"{LEAF}; (2 * x).backward()",
        "A gradient belongs to one number. Take the sum or the mean, or pass `gradient=`.",
        "../autograd/vector-jacobian.html",
    ),
    Case(
        "gradient of another shape",
        f"{LEAF}; (2 * x).backward(torch.ones(3))",
        "`gradient` has the shape of the result; it is not broadcast.",
        "../autograd/vector-jacobian.html",
    ),
    Case(
        "optimizing a result",
        f"{LEAF}; torch.optim.SGD([2 * x], lr=0.1)",
        "What autograd recorded, also a `.to(device)` that moves, is no leaf. Create the parameter on its device.",
        "../autograd/leaves.html",
    ),
    Case(
        "integers that require grad",
        "torch.arange(3, requires_grad=True)",
        "Only floating point and complex numbers have derivatives: `torch.arange(3.0, requires_grad=True)`.",
        "../autograd/recording.html",
    ),
    Case(
        "integers, through the method",
        "torch.arange(3).requires_grad_()",
        "The same refusal in other words. Convert first: `.float().requires_grad_()`.",
        "../autograd/recording.html",
    ),
    Case(
        "flag of a result",
        f"{LEAF}; (2 * x).requires_grad_(False)",
        "The flag of a result follows from its inputs. Use `detach()`.",
        "../autograd/leaves.html",
    ),
    Case(
        "NumPy from a tensor that requires grad",
        f"{LEAF}; x.numpy()",
        "NumPy records nothing. Say that you mean it: `x.detach().numpy()`.",
        "../operations/numpy.html",
        ("Can't call numpy() on Variable that requires grad. Use var.detach().numpy() instead.",),
    ),
    Case(
        "input that was not used",
        f"{LEAF}; y = torch.ones(2, requires_grad=True); torch.autograd.grad(x.sum(), y)",
        "The output does not depend on it. Pass `allow_unused=True` for None, or `materialize_grads=True` for zeros.",
        "../autograd/backward.html",
        ("One of the differentiated Tensors appears to not have been used in the graph.",),
    ),
    Case(
        "grad of another shape",
        f"{LEAF}; x.grad = torch.ones(3)",
        "`.grad` has the shape and the device of its tensor, and its dtype unless `grad_dtype` says otherwise.",
        "../autograd/leaves.html",
    ),
    Case(
        "hook that returns a number",
        f"{LEAF}; h = x.register_hook(lambda g: 1); x.sum().backward()",
        "A hook returns a tensor of the gradient's shape and dtype, or None.",
        "../autograd/hooks.html",
    ),
    Case(
        "hook without gradient",
        "torch.ones(2).register_hook(print)",
        "Nothing will arrive there. Set `requires_grad=True` first.",
        "../autograd/hooks.html",
    ),
    Case(
        "deepcopy of a result",
        f"{LEAF}; import copy; copy.deepcopy(2 * x)",
        "A copy of a result would lack its graph. Use `detach().clone()`.",
        "../storage/views-and-copies.html",
    ),
    Case(
        "inference tensor saved for backward",
        f"{LEAF}; i = torch.inference_mode()(x.exp)(); x * i",
        "A tensor made in inference mode has no version counter. `clone()` it outside, or use `no_grad`.",
        "../autograd/grad-modes.html",
    ),
    Case(
        "inference tensor changed in place",
        "i = torch.inference_mode()(torch.ones)(2); i.add_(1)",
        "Outside inference mode its tensors cannot be changed, even under `no_grad`. `clone()` it first, or make it "
        "under `no_grad`.",
        "../autograd/grad-modes.html",
    ),
    Case(
        "part of a split changed in place",
        f"{LEAF}; first = (2 * x).split(1)[0]; first.add_(1)",
        "Parts that were recorded together cannot be changed one by one. Write `first = first + 1`, or "
        "`clone()` the part.",
        "in-place-safety.html",
        ("Output 0 of UnbindBackward is a view and is being modified inplace.",),
    ),
    Case(
        "grad is None",
        f"{LEAF}; 0.1 * x.grad",
        "No `backward` has reached the tensor since it was made or since `zero_grad`, or it is a result, which keeps "
        "none. Call `backward` first, and ask the leaf.",
        "../autograd/leaves.html",
    ),
)

ENTRY = errors_entry("errors-autograd", CASES)
