"""The formats a file can be imported in: each module of this folder that has a `FORMAT` adds its own."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType, ModuleType

from attendance import adapters
from attendance.adapters.file_format import FileFormat


def formats_in(folder: ModuleType) -> Mapping[str, FileFormat]:
    """The formats of a package's modules by name, in the order of their names."""
    modules = (import_module(f"{folder.__name__}.{module.name}") for module in iter_modules(folder.__path__))
    found: list[FileFormat] = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return MappingProxyType({format_.name: format_ for format_ in sorted(found, key=lambda each: each.name)})


FORMATS = formats_in(adapters)
