using System.Runtime.InteropServices;

namespace HeadlessDiscovery.Pods.Tests.Networks;

/// <summary>systemd-resolved on a node, by hand: no bus, a <c>/run</c> of its own, and root in place of its own user.</summary>
internal sealed class Resolved : IDisposable
{
    public const string StubAddress = "127.0.0.53";

    private const string Program = "lib/systemd/systemd-resolved";

    // 127.0.0.53:53, as the kernel writes it.
    private const string StubInKernel = "3500007F:0035";

    private const string Script = """
        set -e
        mount -t tmpfs tmpfs /run
        mkdir -p /run/systemd/resolve /run/systemd/resolved.conf.d
        { grep -v ^systemd-resolve: /etc/passwd; echo systemd-resolve:x:0:0::/:/usr/sbin/nologin; } > /run/passwd
        mount --bind /run/passwd /etc/passwd
        printf '[Resolve]\nDNS=%s\nDomains=~.\nDNSSEC=no\nMulticastDNS=no\n' "$1" > /run/systemd/resolved.conf.d/test.conf
        exec env LD_LIBRARY_PATH="$2" "$3"
        """;

    /// <summary>Unpacked, because installed it would take /etc/resolv.conf of the machine over.</summary>
    private const string Unpacked = "/opt/systemd-resolved";

    private const string Unpack =
        $"cd $(mktemp -d) && apt-get download systemd-resolved libsystemd-shared && for package in *.deb; do dpkg -x $package {Unpacked}; done";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Host host;
    private readonly HostProcess process;

    public Resolved(Host host)
    {
        var root = Root ?? throw new FileNotFoundException(Program);
        var libraries = $"{root}usr/lib/{MultiArch}/systemd";
        this.host = host;
        process = new HostProcess(["ip", "netns", "exec", host.Name, "sh", "-c", Script, "resolved", PodNetwork.DnsAddress, libraries, $"{root}{Program}"], static _ => { });
    }

    private static string? Root => ((string[])["/", $"{Unpacked}/"]).FirstOrDefault(root => File.Exists($"{root}{Program}"));

    private static string MultiArch => RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "aarch64-linux-gnu" : "x86_64-linux-gnu";

    /// <summary>Skips the test where the program is missing; in CI it fails.</summary>
    public static void Require() => Prerequisite.Require(Root is null ? $"systemd-resolved is missing. To run this test: {Unpack}" : null);

    public async Task ListensAsync(CancellationToken cancellationToken)
    {
        while (!Machine.Run(string.Empty, "ip", "netns", "exec", host.Name, "cat", "/proc/net/udp").Contains(StubInKernel, StringComparison.Ordinal))
        {
            Assert.False(process.HasExited, process.Errors);
            await Task.Delay(Pause, cancellationToken);
        }
    }

    public void Dispose() => process.Dispose();
}
