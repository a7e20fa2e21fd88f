using System.Text.Json;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands.Doctor;

/// <summary>Whose an EndpointSlice is.</summary>
/// <param name="Namespace">Of the slice, and so of the Service.</param>
/// <param name="Service">What its label says.</param>
internal sealed record SliceOwner(string? Namespace, string Service)
{
    private const string Label = "kubernetes.io/service-name";

    /// <summary>The slices of the service that is asked for: without <c>-l</c> kubectl prints those of all Services, and their pods would all be missed in DNS.</summary>
    /// <exception cref="UsageException">They are those of another Service, or of several, and none is this one, or several are.</exception>
    public static IEnumerable<JsonElement> Only(IReadOnlyCollection<JsonElement> slices, string path, string service, Words words)
    {
        SliceOwner[] owners = [.. slices.Select(Of).OfType<SliceOwner>().Distinct().OrderBy(owner => owner.ToString(), StringComparer.Ordinal)];
        if (owners is [var other] && !service.Split('.').Contains(other.Service, StringComparer.OrdinalIgnoreCase))
        {
            throw new UsageException(words.SlicesOfAnother(path, other.ToString(), service));
        }

        // The namespace may be what is wrong with the name: the findings say so.
        if (owners.Length < 2)
        {
            return slices;
        }

        return owners.Where(owner => owner.IsNamed(service)).ToArray() is [var one]
            ? slices.Where(slice => Of(slice) is not { } owner || owner == one)
            : throw new UsageException(words.SlicesOfMany(path, [.. owners.Select(owner => owner.ToString())], service));
    }

    public override string ToString() => Namespace is null ? Service : $"{Namespace}/{Service}";

    private static SliceOwner? Of(JsonElement slice) =>
        Member(Member(Member(slice, "metadata"), "labels"), Label) is { ValueKind: JsonValueKind.String } name
            ? new SliceOwner(Member(Member(slice, "metadata"), "namespace") is { ValueKind: JsonValueKind.String } space ? space.GetString() : null, name.GetString()!)
            : null;

    private static JsonElement? Member(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(name, out var value) ? value : null;

    // orders, orders.shop and orders.shop.svc.cluster.local. all mean orders.
    private bool IsNamed(string service)
    {
        var labels = service.Split('.', StringSplitOptions.RemoveEmptyEntries);
        return Same(labels[0], Service) && (labels.Length == 1 || Namespace is null || Same(labels[1], Namespace));
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
