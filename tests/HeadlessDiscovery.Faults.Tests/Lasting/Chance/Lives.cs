using System.Net;
using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Faults.Tests.Lasting.Chance;

/// <summary>When each address belonged to a pod.</summary>
internal sealed class Lives
{
    private readonly Dictionary<IPAddress, List<(TimeSpan From, TimeSpan To)>> lives = [];

    public void Set(TimeSpan at, PodSet before, PodSet after)
    {
        foreach (var address in before.Addresses.Where(address => !after.Addresses.Contains(address)))
        {
            lives[address][^1] = (lives[address][^1].From, at);
        }

        foreach (var address in after.Addresses.Where(address => !before.Addresses.Contains(address)))
        {
            if (!lives.TryGetValue(address, out var own))
            {
                lives.Add(address, own = []);
            }

            own.Add((at, TimeSpan.MaxValue));
        }
    }

    public bool Lived(IPAddress address, TimeSpan from, TimeSpan to) =>
        lives.TryGetValue(address, out var own) && own.Any(life => life.From <= from && life.To > to);
}
