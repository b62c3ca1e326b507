import pytest
from django.urls import reverse
URLS=[("desk:start",[]),("desk:sources",[]),("desk:accessibility",[]),("organisation:tree",[]),("organisation:unit",["solgarden"]),("organisation:exposure",["solgarden"]),("organisation:import",[]),("steering:overview",[]),("steering:rate",["sektorn-x","processer",2026]),("actions:list",[]),("actions:needs",[]),("actions:create",[]),("actions:raise",[])]
@pytest.mark.parametrize("key",["manager","sas","administrator","politician","staff"])
def test_all(world, signed_in, key):
    c=signed_in(key)
    for name,args in URLS:
        if name=="steering:rate": args=["sociala-sektorn","processer",2026]
        r=c.get(reverse(name,args=args)); print(key,name,r.status_code, r.get("Location",""))
