using System.Globalization;
using System.Text.RegularExpressions;

namespace HeadlessDiscovery.Pods.Tests.Networks;

/// <summary>A network namespace with its own address on the network's bridge, and its own /etc/resolv.conf.</summary>
internal sealed partial class Host : IDisposable
{
    private readonly string folder;

    public Host(string name, string address, string resolvConf)
    {
        Name = name;
        Address = address;
        folder = $"/etc/netns/{name}";
        Machine.Run(string.Empty, "ip", "netns", "add", name);
        Directory.CreateDirectory(folder);
        Write(resolvConf);
    }

    public string Name { get; }

    public string Address { get; }

    /// <summary>In place, because the mounted file is this one, as in a pod.</summary>
    public void Write(string resolvConf) => File.WriteAllText(Path.Combine(folder, "resolv.conf"), resolvConf);

    /// <summary>Drops what comes in and matches, by nftables, and counts it; <see cref="LetIn"/> ends that.</summary>
    public void Drop(string match) => Nft($$"""
        add table inet tests
        add chain inet tests in { type filter hook input priority 0; }
        add rule inet tests in {{match}} counter drop

        """);

    /// <summary>Refuses what comes in and matches with an ICMP error, as a node's rules do; <see cref="LetIn"/> ends that.</summary>
    public void Refuse(string match, string icmp) => Nft($$"""
        add table inet tests
        add chain inet tests in { type filter hook input priority 0; }
        add rule inet tests in {{match}} counter reject with icmp type {{icmp}}

        """);

    public void LetIn() => Nft("delete table inet tests\n");

    /// <summary>How many packets were dropped.</summary>
    public int Dropped() => int.Parse(Packets().Match(Nft("list table inet tests\n")).Groups[1].Value, CultureInfo.InvariantCulture);

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        Machine.Run(string.Empty, "ip", "netns", "del", Name);
    }

    private string Nft(string commands) => Machine.Run(commands, "ip", "netns", "exec", Name, "nft", "-f", "-");

    [GeneratedRegex("counter packets ([0-9]+) ")]
    private static partial Regex Packets();
}
