namespace HeadlessDiscovery.Pods.Tests.Networks;

/// <summary>A network namespace with its own address on the network's bridge, and its own /etc/resolv.conf.</summary>
internal sealed class Host : IDisposable
{
    private readonly string folder;

    public Host(string name, string address, string resolvConf)
    {
        Name = name;
        Address = address;
        folder = $"/etc/netns/{name}";
        Directory.CreateDirectory(folder);
        Write(resolvConf);
    }

    public string Name { get; }

    public string Address { get; }

    /// <summary>In place, because the mounted file is this one, as in a pod.</summary>
    public void Write(string resolvConf) => File.WriteAllText(Path.Combine(folder, "resolv.conf"), resolvConf);

    /// <summary>Lets what comes in through this rule of nftables; <see cref="LetIn"/> ends it.</summary>
    public void Filter(string rule) => Nft($"""
        add table inet tests
        add chain inet tests in {"{"} type filter hook input priority 0; {"}"}
        flush chain inet tests in
        add rule inet tests in {rule}

        """);

    public void LetIn() => Nft("delete table inet tests\n");

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        try
        {
            Machine.Run(string.Empty, "ip", "netns", "del", Name);
        }
        catch (InvalidOperationException) when (!File.Exists($"/run/netns/{Name}"))
        {
            // The network failed before it made this namespace.
        }
    }

    private void Nft(string commands) => Machine.Run(commands, "ip", "netns", "exec", Name, "nft", "-f", "-");
}
