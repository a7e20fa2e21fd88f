using System.Net;
using HeadlessDiscovery;
using HeadlessDiscovery.Testing;

namespace Snippets;

internal static class TestingPage
{
    public static async Task ServerAsync()
    {
        // doc: server
        await using var cluster = await HeadlessServiceServer.StartAsync("orders-headless");
        var first = cluster.AddPod();                 // 10.244.0.1
        cluster.AddPod("127.0.1.11");                 // an address of your own
        cluster.AddPod("orders-0", "10.0.0.7");       // a StatefulSet's pod: orders-0.orders-headless.default.svc.cluster.local is a name too

        var options = new HeadlessPeersOptions { ServiceName = "orders-headless" };
        cluster.Configure(options);                   // name server and resolv.conf
        // doc: end

        // doc: pods
        first.Ready = false;                          // missing from the next answer
        first.Ready = true;
        first.Terminate();                            // missing, although it may still be serving
        first.Remove();                               // deleted for good
        cluster.PublishNotReadyAddresses = true;      // not ready and terminating pods are listed until removed
        cluster.Service.AddPods(5_000);               // more than fit into one answer: TC, even over TCP
        cluster.SetPods("10.0.0.1", "10.0.0.2");      // atomically: no answer sees half of it
        // doc: end

        // doc: services
        var other = cluster.AddService("orders.shop").AddPort("peer", 5000);      // another namespace
        other.AddPod();
        cluster.AddClusterIPService("web").AddPort("http", 80);                   // one virtual address
        cluster.AddExternalNameService("db", "db.example.com");                   // a CNAME
        cluster.AddRecord("db.example.com", "A", "192.0.2.7");
        cluster.AddWildcard("corp.example.com", IPAddress.Parse("198.51.100.1")); // the trap in a node's search list
        // doc: end

        // doc: faults
        cluster.Faults.ServFail().Times(2);                                    // two queries, then correct answers
        cluster.Faults.Partial(0.6).OnReplica(1);                              // one CoreDNS has read only some slices
        cluster.Faults.Delay(TimeSpan.FromSeconds(3)).OnType("AAAA").OverUdp();
        using (cluster.Faults.TruncateAndRefuseTcp())
        {
            // the set cannot be read here
        }

        cluster.Faults.Where(q => q.Type == "A").Drop();                       // narrowed before it is set
        cluster.Faults.Clear();
        // doc: end

        // doc: others
        cluster.Faults.NoData(DenialProof.None);                              // smartdns, dnsmasq: no SOA, AA=0, RA=1
        cluster.Faults.NxDomain(new DenialProof { SoaZone = "example.com" });  // the SOA of a wrong zone
        cluster.Faults.NxDomain(new DenialProof { SoaZone = "" });             // a public resolver: the SOA of the root
        cluster.Faults.CnameAlone("other.default.svc.cluster.local");         // gdnsd: an alias; its target must be queried separately
        cluster.Faults.Dns64();                                               // AAAA made from A, 64:ff9b::10.244.0.1
        cluster.Faults.Where(q => q.Name != other.FullName).NxDomain();       // Knot, BIND: endpoints have no names
        // doc: end

        // doc: outage
        await cluster.PauseAsync();        // sockets closed, connections reset: a server that was killed
        await cluster.ResumeAsync();       // the same port again
        // doc: end
    }

    public static async Task ReplicasAsync()
    {
        // doc: replicas
        await using var cluster = await HeadlessServiceServer.StartAsync("orders", o => { o.Replicas = 2; o.RotateReplicas = true; });
        var a = cluster.AddPod();
        cluster.Replica(1).Freeze();       // keeps answering with what it knows now
        var b = cluster.AddPod();
        cluster.Replica(1).Unfreeze();
        cluster.Replica(0).Hide(b);        // does not know b yet
        cluster.Replica(0).Lag = TimeSpan.FromSeconds(5);   // from here on it sees every change 5 s late
        // doc: end
        GC.KeepAlive(a);

        // doc: caches
        cluster.Cache = new ClusterCache();                              // node-local: counts down, one order, denials 5 s
        cluster.Cache = new ClusterCache { KeepsTtl = true };            // CoreDNS keepttl: the full TTL each time
        cluster.Replica(1).Cache = new ClusterCache { Shuffles = true }; // the cache plugin of one CoreDNS, behind loadbalance

        var unbound = new ClusterCache { ExpiredTtl = TimeSpan.FromSeconds(30) };   // serve-expired; CoreDNS serve_stale: zero
        cluster.Cache = unbound;
        unbound.RenewsExpired = false;     // keeps serving its last good answers, whatever has changed
        unbound.ExpiredTtl = null;         // off: the next answer is fresh

        cluster.Cache = new ClusterCache { FailureTtl = TimeSpan.FromSeconds(60) }; // dnsdist, PowerDNS Recursor
        cluster.Faults.ServFail().Times(1);                              // one SERVFAIL, a minute long
        // doc: end
    }

    public static async Task FastAsync(HeadlessServiceServer cluster, CancellationToken cancellationToken)
    {
        // doc: fast
        await using var peers = new PeerResolver("orders-headless", o => cluster.Configure(o, fast: true));
        await peers.UntilAsync(now => now.Count == 3, cancellationToken);

        cluster.SetPods();                            // scale to zero: confirmed after a quarter of a second instead of 15 s
        await peers.UntilAsync(now => now.Count == 0, cancellationToken);
        // doc: end
    }

    public static async Task QuestionsAsync(HeadlessServiceServer cluster, CancellationToken cancellationToken)
    {
        // doc: questions
        await cluster.Questions.WaitForAsync(2, q => q.Type == "A", cancellationToken);   // no polling, no sleep
        var last = cluster.Questions.Last();
        // last.Name, Type, Transport, EdnsSize, Client, Replica, At; Fault, ResponseCode, Records, IsTruncated
        // doc: end
        GC.KeepAlive(last);
    }

    public static async Task FakeAsync(CancellationToken cancellationToken)
    {
        // doc: fake
        var peers = new FakePeerResolver("orders").WithSelf("10.0.0.9").Set("10.0.0.1:5000", "10.0.0.2:5000");
        peers.Add("10.0.0.3:5000");
        peers.Hold("10.0.0.2:5000");
        peers.GoStale(LookupReason.Timeout);
        peers.Recover();
        peers.Empty();
        // doc: end

        // doc: until
        await peers.UntilAsync(now => now.Count == 3, cancellationToken);
        // doc: end
    }

    public static void Container(IServiceCollection services)
    {
        // doc: container
        services.AddFakeHeadlessPeers("orders", fake => fake.Set("10.0.0.1:5000"));
        services.AddFakeHeadlessPeers(fake => fake.Set("10.0.0.1:5000"));   // the unnamed one

        using var provider = services.BuildServiceProvider();
        var fake = provider.GetRequiredKeyedService<FakePeerResolver>("orders");
        // doc: end
        GC.KeepAlive(fake);
    }

    // doc: contract
    public static Task KeepsEveryPromise(Func<CancellationToken, Task<PeerResolverStage>> setStage, CancellationToken cancellationToken) =>
        new PeerResolverContract(async token => await setStage(token)).RunAllAsync(cancellationToken);
    // doc: end
}
