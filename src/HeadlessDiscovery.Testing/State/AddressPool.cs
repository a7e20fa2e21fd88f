using System.Globalization;
using System.Net;

namespace HeadlessDiscovery.Testing.State;

/// <summary>Addresses for pods and services that were given none, in the ranges that kubeadm clusters often have.</summary>
internal sealed class AddressPool
{
    private const int PerBlock = 254;
    private int pods;
    private int services;

    public IReadOnlyList<IPAddress> NextPod(PeerFamily family)
    {
        var number = pods++;
        return Pick(family, Text($"10.{244 + (number / PerBlock / 256)}.{number / PerBlock % 256}.{(number % PerBlock) + 1}"), Text($"fd00:10:244::{number + 1:x}"));
    }

    public IReadOnlyList<IPAddress> NextService(PeerFamily family)
    {
        var number = services++;
        return Pick(family, Text($"10.96.{number / PerBlock % 256}.{(number % PerBlock) + 1}"), Text($"fd00:10:96::{number + 1:x}"));
    }

    private static IReadOnlyList<IPAddress> Pick(PeerFamily family, string v4, string v6) => family switch
    {
        PeerFamily.IPv6 => [IPAddress.Parse(v6)],
        PeerFamily.Both => [IPAddress.Parse(v4), IPAddress.Parse(v6)],
        _ => [IPAddress.Parse(v4)],
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
