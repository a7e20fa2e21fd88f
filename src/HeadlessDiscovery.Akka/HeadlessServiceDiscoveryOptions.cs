using Akka.Actor.Setup;
using Akka.Hosting;

namespace HeadlessDiscovery.Akka;

/// <summary>Configures <see cref="HeadlessServiceDiscovery"/>, also as <c>DiscoveryOptions</c> of a ClusterClient.</summary>
public sealed class HeadlessServiceDiscoveryOptions : IDiscoveryOptions
{
    internal const int ManagementPort = 8558;

    /// <summary>The name of the discovery method under <c>akka.discovery</c>.</summary>
    /// <value>Default: <c>headless</c>.</value>
    public string ConfigPath { get; set; } = "headless";

    /// <summary>The class that implements the discovery method.</summary>
    public Type Class => typeof(HeadlessServiceDiscovery);

    /// <summary>The port of each pod in the result of a lookup without a port name: that of Akka.Management's HTTP endpoint.</summary>
    /// <value>Default: 8558, as in Akka.Management. The port of the peers is not used, because it may be a different one.</value>
    public int Port { get; set; } = ManagementPort;

    /// <summary>Whether this is the discovery method wherever none is specified.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool IsDefaultPlugin { get; set; } = true;

    /// <summary>Adds the configuration to an actor system.</summary>
    /// <param name="builder">The actor system.</param>
    /// <param name="setup">Not used.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public void Apply(AkkaConfigurationBuilder builder, Setup? setup = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var method = IsDefaultPlugin ? $"akka.discovery.method = {ConfigPath.ToHocon()}" : string.Empty;
        builder.AddHocon($"akka.discovery.{ConfigPath} {{ class = {Class.AssemblyQualifiedName!.ToHocon()}, port = {Port.ToHocon()} }}\n{method}", HoconAddMode.Prepend);
    }
}
