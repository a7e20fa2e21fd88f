namespace HeadlessDiscovery.Diagnosis;

/// <summary>The service that a finding and its commands are about, as far as its name tells.</summary>
/// <param name="Service">Its first label.</param>
/// <param name="Namespace">Null where the name has none.</param>
/// <param name="IsInCluster">Whether anything shows a cluster: the name, or the lookup.</param>
internal readonly record struct ServiceSubject(string Service, string? Namespace, bool IsInCluster)
{
    public static ServiceSubject Of(LookupExplanation explanation) => Of(explanation.Plan, explanation.Name);

    /// <summary>A lookup shows a cluster by its search list too. Before a name has answered, the candidate that has the form of a service is meant: of orders.shop that is the second one.</summary>
    public static ServiceSubject Of(LookupPlan plan, string? name) =>
        Of(name ?? plan.Candidates.FirstOrDefault(candidate => Of(candidate).Namespace is not null) ?? plan.Candidates.FirstOrDefault() ?? plan.ServiceName).OrInCluster(!plan.ClusterZones.IsEmpty);

    /// <summary>What is no name, as a list of addresses, does not show that there is no cluster.</summary>
    public static ServiceSubject Of(LookupNote note) =>
        Of(note.About).OrInCluster(note.Kind is LookupNoteKind.AddressesLeftOut or LookupNoteKind.UnprovenDenial or LookupNoteKind.NoCandidate);

    /// <summary>Before the first answer a snapshot does not know what it is about, and does not show that there is no cluster.</summary>
    public static ServiceSubject Of(PeerSnapshot snapshot) => Of(snapshot.ResolvedName).OrInCluster(snapshot.ResolvedName is null);

    /// <summary>The zone of a fully qualified name: what follows <c>svc</c>, else its last two labels.</summary>
    public static string ZoneOf(string name)
    {
        string[] labels = name.TrimEnd('.').Split('.');
        var svc = Array.IndexOf(labels, "svc");
        return string.Join('.', svc >= 0 && svc < labels.Length - 1 ? labels[(svc + 1)..] : labels.TakeLast(2));
    }

    /// <summary>From a fully qualified name: its labels before <c>svc</c>.</summary>
    public static ServiceSubject Of(string? name)
    {
        // Before the service stands _port._protocol, where SRV records were asked for.
        string[] labels = [.. (name ?? string.Empty).TrimEnd('.').Split('.').SkipWhile(label => label.StartsWith('_'))];
        return labels is [var service, var space, "svc", ..] ? new(service, space, IsInCluster: true) : new(labels.FirstOrDefault(string.Empty), null, IsInCluster: false);
    }

    /// <summary>Whether a fully qualified name in the cluster has too few labels for a service: that of a namespace, or of the cluster itself.</summary>
    public static bool IsNamespace(string name, IEnumerable<string> zones) => zones.Any(zone =>
    {
        var below = $".svc.{zone}.";
        return MachineFindings.IsUnder(name, [zone])
            && (!name.EndsWith(below, StringComparison.OrdinalIgnoreCase) || !name[..^below.Length].Contains('.', StringComparison.Ordinal));
    });

    /// <summary>The commands for a cluster; where nothing shows one, what this machine can find out by itself.</summary>
    public static string[] Look(LookupExplanation explanation, params string[] inCluster) =>
        Of(explanation).IsInCluster ? inCluster : [$"headless-peers resolve {explanation.Plan.ServiceName} -v", "headless-peers config"];

    /// <summary>A kubectl command in the namespace, where it is known.</summary>
    public string Kubectl(string rest) => Namespace is null ? $"kubectl {rest}" : $"kubectl -n {Namespace} {rest}";

    // A snapshot that no name has answered yet does not know what it is about: then the commands list all there are.
    public string Itself() => Kubectl(Service.Length == 0 ? "get service" : $"get service {Service}");

    public string Yaml() => $"{Itself()} -o yaml";

    public string Slices() => Kubectl(Service.Length == 0 ? "get endpointslices" : $"get endpointslices -l kubernetes.io/service-name={Service}");

    private ServiceSubject OrInCluster(bool isShown) => this with { IsInCluster = IsInCluster || isShown };
}
