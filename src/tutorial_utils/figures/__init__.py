"""Pictures of facts about live tensors, as SVG for light and dark pages, and their alt text."""
