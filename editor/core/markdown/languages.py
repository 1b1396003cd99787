"""Owns which names of languages Jekyll's Rouge knows, and which of Pygments' lexers colours each.

What Rouge does not know is written without the wrapper that style sheets look for. The names are those of Rouge 3.30
(``rougify list``), case included: ``Ruby`` is none of them.
"""

from __future__ import annotations

from functools import lru_cache

_NAMES = """
Dockerfile HAML Isabelle LaTeX OCL R S TeX abap actionscript ada apache apex apib apiblueprint applescript
armasm as as3 aug augeas awk bash bat batch batchfile bbcbasic behat bib bibtex biml bpf brainfuck brightscript
brs bs bsdmake bsl c c# c++ ceylon cfc cfscript cl clean clj cljs clojure cmake cmhg cmm coffee coffee-script
coffeescript common-lisp common_lisp conf config configuration console coq cpp cr crystal cs csharp css csvs
cucumber cuda cypher cython d dafny dart datastudio diff digdag django dlang docker dockerfile dosbatch dot
e-mail ecl eex eiffel elisp elixir elm emacs-lisp email eml epp eps erb erl erlang eruby esc escape ex exs
factor fea ff fluent fortran freefem fsharp ftl gd gdscript ghc-cmm ghc-core gherkin glsl gnumake go golang
gradle graphql groovy hack haml handlebars haskell haxe hbs hcl heex hh hlsl hocon hql hs html http hx hy hylang
idlang idr idris igorpro ini io irb irb_output isa isabelle isbl j janet java javascript jdn jinja jl js jsl
json json-doc jsonc jsonnet jsp jsx julia kdb+ kotlin ksh lasso lassoscript latex lean leex lhaskell lhs liquid
lisp litcoffee literate_coffeescript literate_haskell lithaskell livescript llvm ls lua lustre lutin m m68k
magik make makefile markdown mason mathematica matlab md meson mf microsoftshell minizinc mkd ml moon moonscript
mosel msgtrans msshell mustache mxml nasm nes nesasm nginx nial nim nimrod nix nixos obj-c obj-c++ obj-cpp obj_c
obj_c++ obj_cpp objc objc++ objcpp objective_c objective_cpp objectivec objectivec++ objectivecpp ocaml ocl
openedge opentype opentype_feature_file opentypefeature pascal patch perl php php3 php4 php5 pl plaintext plist
plsql pony posh postscr postscript powershell pp praat prolog prometheus properties proto protobuf pry ps puppet
py pyrex python pyx q qml r racket rb react realbasic reasonml rego rescript rhtml robot robot-framework
robot_framework rs rs,ignore rs,no_run rs,should_panic ruby rust rust,ignore rust,no_run rust,should_panic s sas
sass scala scheme scss sed sh shell shell-session shell_session sieve slice slim smalltalk smarty sml solidity
sparql sqf sql squeak ssh st stan stata supercollider swift systemd syzlang syzprog tap tcl terminal terraform
tex text tf toml ts tsx ttcn3 tulip turtle twig typescript udiff unit-file vala varnish varnishconf vb vcl
velocity verilog vhdl vim viml vimscript visualbasic vue vuejs winbatch wl wollok xml xojo xpath xquery yaml
yang yml zig zir zsh
"""
_NEAREST = """
Dockerfile=docker HAML=haml LaTeX=latex R=r S=r TeX=tex batchfile=bat common_lisp=lisp
conf=apache config=ini configuration=ini dlang=d eex=elixir eruby=erb gnumake=make gradle=groovy hack=php
hbs=handlebars heex=elixir hql=sql irb_output=irb json-doc=json5 jsonc=json5 leex=elixir litcoffee=coffeescript
literate_coffeescript=coffeescript literate_haskell=lhaskell lithaskell=lhaskell ls=livescript m=objectivec
microsoftshell=powershell mkd=markdown ml=ocaml msshell=powershell mustache=handlebars obj-cpp=objectivec++
obj_c=objectivec obj_c++=objectivec++ obj_cpp=objectivec++ objcpp=objectivec++ objective_c=objectivec
objective_cpp=objectivec++ objectivecpp=objectivec++ patch=diff plist=xml plsql=sql pp=puppet pry=irb
ps=postscript realbasic=vbnet robot=robotframework robot-framework=robotframework robot_framework=robotframework
rs,ignore=rust rs,no_run=rust rs,should_panic=rust rust,ignore=rust rust,no_run=rust rust,should_panic=rust
shell_session=console terminal=console unit-file=systemd vb=vbnet viml=vim vimscript=vim vuejs=html
"""
"""Names that Pygments does not know, each with the lexer that comes nearest."""


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(_NAMES.split())


@lru_cache(maxsize=1)
def _nearest() -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in _NEAREST.split())


def is_known(language: str) -> bool:
    """Return whether Jekyll colours code of this language."""
    return language in _known()


def lexer_name(language: str) -> str:
    """Return the name by which Pygments may know a language."""
    return _nearest().get(language, language)
