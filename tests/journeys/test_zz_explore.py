import time, collections
import pytest
from hjulet.demo.sign_ins import BY_MUNICIPALITY
from tests.journeys.crawling import crawl
from tests.journeys.seeing import shown, overflow
pytestmark = pytest.mark.browser
def test_x(page_of, axe, server):
    shapes = collections.defaultdict(set)
    n=0
    T0=time.time()
    for m in ("leksand","lingonfors"):
        for person in BY_MUNICIPALITY[m]:
            t=time.time()
            page=page_of(person.key,m,1280)
            vs=crawl(page.context.request)
            t1=time.time()-t
            new=[]
            for v in vs:
                if v.status!=200: print("STATUS",v.status,person.key,m,v.address)
                if v.shape not in shapes[v.kind]:
                    shapes[v.kind].add(v.shape); new.append(v)
            t=time.time()
            for v in new:
                for w in (1280,360,320):
                    page.set_viewport_size({"width":w,"height":800})
                    if w==1280:
                        t0=time.time()
                        try: shown(page,v.address)
                        except AssertionError as e: print(e); break
                        if time.time()-t0>2: print("slow",v.address,time.time()-t0)
                    t0=time.time()
                    if w!=320:
                        try: axe(page)
                        except AssertionError as e: print(person.key,m,str(e)[:1500])
                        page.watch.faults.clear()
                        if time.time()-t0>2: print("slow axe",v.address,time.time()-t0)
                    else:
                        o=overflow(page)
                        if o: print("OVERFLOW",w,v.address,o[:2])
            print(person.key,m,len(vs),round(t1,1),"new",len(new),round(time.time()-t,1), flush=True)
    print({k:len(v) for k,v in shapes.items()}, time.time()-T0)
