using HeadlessDiscovery.Tool.Commands.Play;

namespace HeadlessDiscovery.Tool.Text;

/// <summary>What play prints.</summary>
internal partial class Words
{
    public virtual CommandHelp Play => new(
        "A cluster's DNS on this machine that you change: pods and faults, typed or piped",
        [
            new("headless-peers play", "three pods; prints the resolv.conf and commands for other terminals"),
            new("headless-peers play orders.shop --pods 0 --listen 127.0.0.1:5300 --script pods.txt", "runs a script first, then reads commands"),
            new("printf 'on servfail\\nwait 10s\\noff\\n' | headless-peers play -o json", "commands from a pipe, the state as JSON after each"),
        ],
        [
            "0    ended by quit, Ctrl+C, SIGTERM, or Ctrl+D in a terminal",
            "2    wrong usage, a wrong command in a script or a pipe, or the address cannot be used",
            "70   a bug of the tool",
        ]);

    public virtual string PlayService => "The headless Service to serve: SERVICE or SERVICE.NAMESPACE [default: orders-headless.shop]";
    public virtual string OptionPlayPods => "Pods at the start, 0 to 1000 [default: 3]";
    public virtual string OptionPlayTtl => "TTL of every record, in whole seconds [default: 5s]";
    public virtual string OptionPlayPort => "Port of the pods in SRV records [default: 5000]";
    public virtual string OptionPlayListen => "Where the DNS server listens, UDP and TCP [default: 127.0.0.1, a free port]";
    public virtual string OptionPlayResolvConf => "Write the resolv.conf to this new file; it is deleted at the end [default: a temporary file]";
    public virtual string OptionPlayScript => "Run the commands of this file first";
    // How to reach it
    public virtual string PlayElsewhere => "In another terminal:";
    public virtual string PlayApplication => "An application that reads its options from the section HeadlessPeers:";
    public virtual string PlayHint => "Nothing listens at these addresses; 'add 127.0.0.1' lists a process of yours.\nType 'help' for all commands.";

    // Its state
    public virtual string PlayPodIs(PlayPodState state) => state switch
    {
        PlayPodState.Ready => "ready",
        PlayPodState.NotReady => "not ready",
        _ => "terminating",
    };

    public virtual string PlayStatus(int listed, int pods, IReadOnlyList<string> faults, bool serving, int queries)
    {
        var dns = serving ? Say($"DNS lists {listed} of {pods} {(pods == 1 ? "pod" : "pods")}") : "DNS server stopped";
        var on = faults.Count > 0 ? $" · fault {string.Join(", ", faults)}" : string.Empty;
        return Say($"{dns}{on} · {queries} {(queries == 1 ? "query" : "queries")} so far");
    }

    // The commands that are typed
    public virtual IReadOnlyList<Example> PlayCommands =>
    [
        new("add [N|HOST|IP|HOST=IP]...", "add ready pods: N of them, by name or by address"),
        new("remove POD...|all", "delete pods; POD is a name or an address"),
        new("unready POD...|all", "readiness fails: DNS no longer lists the pod"),
        new("ready POD...|all", "readiness passes again"),
        new("terminate POD...|all", "start the deletion: DNS no longer lists the pod"),
        new("publish on|off", "publishNotReadyAddresses of the Service"),
        new("on FAULT [N]", "switch a fault on: N queries long, or until 'off'"),
        new("off [FAULT]", "switch it off, or all of them"),
        new("stop", "stop the DNS server as if it was killed"),
        new("start", "start it again, at the same address"),
        new("wait DURATION", "wait before the next command: 500ms, 10s"),
        new("list", "print the pods"),
        new("show", "print the resolv.conf and the commands again"),
        new("help", "print this list"),
        new("quit", "end"),
    ];

    public virtual string PlayFaultNames(IReadOnlyList<string> names) => $"FAULT is one of {string.Join(", ", names)}.";

    // Wrong usage
    public virtual string PlayNotAService(string text) => $"'{text}' must be SERVICE or SERVICE.NAMESPACE, for example orders-headless.shop.";
    public virtual string PlayNotATtl(string text) => $"--ttl must be whole seconds, at most 1h, but was '{text}'.";
    public virtual string PlayCannotListen(string where, string why) => $"The DNS server cannot listen on {where}: {why}";
    public virtual string PlayUnknown(string verb) => $"Unknown command '{verb}'; 'help' lists the commands.";
    public virtual string PlayUsage(string line) => $"Usage: {line}";
    public virtual string PlayNotAPod(string text) => $"'{text}' must be a number, a host name of one label, an IP address, or HOST=IP.";
    public virtual string PlayPodExists(string text) => $"'{text}' exists already.";
    public virtual string PlayNoPod(string text) => $"There is no pod '{text}'; 'list' prints the pods.";
    public virtual string PlayTooMany(int most) => Say($"There can be {most} pods at most.");
    public virtual string PlayNoFault(string text, IReadOnlyList<string> known) => $"'{text}' must be one of {string.Join(", ", known)}.";
}
