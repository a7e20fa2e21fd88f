using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Faults.Tests.Lasting.Chance;

/// <summary>Pods that come and go by chance: single ones, rolling updates, scale to zero and back, and members that are reported.</summary>
internal sealed class RandomPods(LastingWorld world, Timeline timeline, Func<int, int, Pod[]> make)
{
    private const int Many = 150;

    private List<Pod> pods = [];
    private int next = 1000;

    public void Compose(int count)
    {
        pods = [.. make(count, 1)];
        world.SetPodsBefore(TimeSpan.FromMinutes(30), [.. pods]);
        var at = 5 + world.Within(60);
        while (at < RandomWorld.Eventful)
        {
            at += Happens(at) + (world.Random.NextDouble() < 0.3 ? world.Within(8) : world.Within(120));
        }

        for (var i = world.Random.Next(6); i > 0; i--)
        {
            Report(world.Within(RandomWorld.Eventful));
        }
    }

    private Pod[] New(int count)
    {
        next += count;
        return make(count, next - count);
    }

    private void Change(double at, string what, Func<List<Pod>, List<Pod>> change)
    {
        timeline.Tell($"{at:0.0} {what}");
        timeline.Settle(at);
        world.At(at, () => world.SetPods([.. pods = change([.. pods])]));
    }

    private Pod Any(List<Pod> of) => of[world.Random.Next(of.Count)];

    // How long it takes.
    private double Happens(double at)
    {
        switch (world.Random.Next(10))
        {
            case 0 or 1:
                Change(at, "one leaves", of => of.Count > 1 ? [.. of.Except([Any(of)])] : of);
                return 0;
            case 2:
                Change(at, "one comes", of => [.. of, .. New(1)]);
                return 0;
            case 3:
                return ScaleToZero(at);
            case 4:
                return Roll(at);
            case 5:
                Change(at, "half leave", of => of[(of.Count / 2)..]);
                return 0;
            case 6:
                Change(at, "many come", of => of.Count > Many ? of : [.. of, .. New(of.Count + 2)]);
                return 0;
            case 7:
                Change(at, "two exchange their host names", of => of.Count > 1 ? [of[0] with { HostName = of[1].HostName }, of[1] with { HostName = of[0].HostName }, .. of[2..]] : of);
                return 0;
            case 8:
                Change(at, "one starts anew at another address", of => of.Count > 0 ? [.. of[1..], New(1)[0] with { HostName = of[0].HostName }] : of);
                return 0;
            default:
                return Blink(at);
        }
    }

    private double ScaleToZero(double at)
    {
        var lasts = 1 + world.Within(60);
        var areOthers = world.Random.NextDouble() < 0.5;
        List<Pod> gone = [];
        Change(at, "scale to zero", of =>
        {
            gone = of;
            return [];
        });
        Change(at + lasts, areOthers ? "others are back" : "the same are back", _ => areOthers || gone.Count == 0 ? [.. New(Math.Max(1, gone.Count))] : gone);
        return lasts;
    }

    private double Roll(double at)
    {
        double[] paces = [0.1, 1, 5];
        var pace = paces[world.Random.Next(paces.Length)];
        var steps = world.Random.NextDouble() < 0.5 ? 10 : 40;
        for (var i = 0; i < steps; i++)
        {
            Change(at + (i * pace), "one is replaced", of => [.. of.Skip(1), .. New(1)]);
        }

        return steps * pace;
    }

    private double Blink(double at)
    {
        var lasts = world.Within(20);
        Pod? gone = null;
        Change(at, "one is gone", of =>
        {
            gone = of.Count > 0 ? Any(of) : null;
            return [.. of.Where(pod => pod != gone)];
        });
        Change(at + lasts, "and back", of => gone is null ? of : [.. of, gone]);
        return lasts;
    }

    private void Report(double at)
    {
        timeline.Tell($"{at:0.0} a member is reported");
        world.At(at, () =>
        {
            var members = world.Resolver.Current.Members;
            if (members.Length > 0)
            {
                var peer = members[world.Random.Next(members.Length)];
                world.Say($"reported: {peer}");
                world.Resolver.ReportUnreachable(peer);
            }
        });
    }
}
