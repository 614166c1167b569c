"""Plain Italian (and basic English): what a written sentence means, or what to ask back."""
