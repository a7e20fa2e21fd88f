using System.Globalization;

namespace HeadlessDiscovery.Plugs.Tests;

/// <summary>The addresses of the pods of a test, and the two ports that all of them listen on.</summary>
internal sealed class PodNetwork(int subnet)
{
    public int HttpPort { get; set; }

    public int GrpcPort { get; set; }

    public string AddressOf(int number) => string.Create(CultureInfo.InvariantCulture, $"127.0.{subnet}.{number}");
}
