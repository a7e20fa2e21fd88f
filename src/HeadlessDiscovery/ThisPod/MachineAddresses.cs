using System.Net;
using System.Net.NetworkInformation;

namespace HeadlessDiscovery.Options;

/// <summary>The unicast addresses of the machine's interfaces. To list them takes half a millisecond: all resolvers of a process share one list for a few seconds.</summary>
internal static class MachineAddresses
{
    // As long as a resolv.conf is believed.
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);

    private static readonly Lock Gate = new();
    private static IPAddress[]? listed;
    private static long listedTimestamp;

    /// <summary>The addresses of interfaces that are up; none where they cannot be listed.</summary>
    public static IEnumerable<IPAddress> List()
    {
        lock (Gate)
        {
            if (listed is null || TimeProvider.System.GetElapsedTime(listedTimestamp) >= KeptFor)
            {
                listed = [.. Listed(Now)];
                listedTimestamp = TimeProvider.System.GetTimestamp();
            }

            return listed;
        }
    }

    /// <summary>What a list gives; nothing where it cannot be read.</summary>
    public static IEnumerable<IPAddress> Listed(Func<IEnumerable<IPAddress>> list)
    {
        try
        {
            return list();
        }
        catch (Exception exception) when (exception is NetworkInformationException or IOException or UnauthorizedAccessException)
        {
            // A sandbox may forbid listing them, and .NET reads /etc/resolv.conf for it, which may be a loop of links:
            // no own address is known then, and SelfPresence says Absent.
            return [];
        }
    }

    private static IEnumerable<IPAddress> Now() =>
    [
        .. NetworkInterface.GetAllNetworkInterfaces()
            .Where(card => card.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown)
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address),
    ];
}
