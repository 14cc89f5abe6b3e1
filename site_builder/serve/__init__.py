"""The development server: preview, live reload, publishing in the background."""
