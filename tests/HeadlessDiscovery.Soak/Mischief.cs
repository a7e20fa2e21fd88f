using System.Net;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Soak;

/// <summary>Random faults, each within what the library promises to survive: failures for seconds, lies for at most two answers.</summary>
internal sealed class Mischief(DnsFaults faults, Random random)
{
    private static readonly IPAddress Stranger = IPAddress.Parse("203.0.113.66");

    public int Played { get; private set; }

    public void Step()
    {
        Played++;
        var time = TimeSpan.FromSeconds(0.2 + (random.NextDouble() * 2.8));
        var times = random.Next(1, 20);
        var fault = random.Next(20) switch
        {
            0 => faults.ServFail().For(time),
            1 => faults.Refuse().For(time),
            2 => faults.Drop().For(time),
            3 => faults.Delay(TimeSpan.FromMilliseconds(random.Next(100, 1500))).For(time),
            4 => faults.NxDomain().Times(2),
            5 => faults.NoData().Times(2),
            6 => faults.Partial(random.NextDouble()).Times(2),
            7 => faults.Truncate().For(time),
            8 => faults.TruncateAndRefuseTcp().For(time),
            9 => faults.TruncateAndStallTcp().For(time),
            10 => faults.WrongId().Times(times),
            11 => faults.WrongQuestion().Times(times),
            12 => faults.WrongOwner(Stranger).Times(times),
            13 => faults.Garbage().Times(times),
            14 => faults.Short().Times(times),
            15 => faults.Echo().Times(times),
            16 => faults.Duplicate().Times(times),
            17 => faults.Ttl(0u).For(time),
            18 => faults.Ttl(0x80000000u).Times(1),
            _ => faults.Lame().For(time),
        };
        _ = fault;
    }
}
