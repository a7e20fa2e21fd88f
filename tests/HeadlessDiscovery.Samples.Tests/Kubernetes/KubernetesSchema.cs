using System.Text.Json.Nodes;
using NJsonSchema;
using NJsonSchema.Validation;
using YamlDotNet.Serialization;

namespace HeadlessDiscovery.Samples.Tests.Kubernetes;

/// <summary>The kinds of the Kubernetes API that this project's manifests use; where the file comes from stands at its head.</summary>
internal static class KubernetesSchema
{
    private static readonly string Text = Repository.Read("tests/HeadlessDiscovery.Samples.Tests/Kubernetes/kubernetes-schema.json");

    /// <summary>The documents of a YAML text as JSON. A quoted number stays text, as in Kubernetes.</summary>
    public static IReadOnlyList<JsonObject> Documents(string yaml)
    {
        var deserializer = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().WithDuplicateKeyChecking().Build();
        var serializer = new SerializerBuilder().JsonCompatible().Build();
        return [.. yaml.Split("\n---\n").Select(one => JsonNode.Parse(serializer.Serialize(deserializer.Deserialize<object>(one)!))!.AsObject())];
    }

    /// <summary>What is wrong with a document; empty where nothing is.</summary>
    public static async Task<IReadOnlyList<string>> ProblemsAsync(JsonObject document) =>
        Told(await ErrorsAsync(document, document["kind"]?.GetValue<string>()));

    /// <summary>What is wrong with a part of a document, which may lack what the whole needs. Without a kind: of the whole that it fits best into.</summary>
    public static async Task<IReadOnlyList<string>> ProblemsOfPartAsync(JsonObject part)
    {
        (string Kind, string Whole)[] wholes = part["kind"] is { } kind
            ? [(kind.GetValue<string>(), "PART")]
            : [("Service", "PART"), ("Deployment", "PART"), ("Deployment", """{"spec":{"template":{"spec":PART}}}"""), ("Deployment", """{"spec":{"template":{"spec":{"containers":[PART]}}}}""")];
        var problems = new List<IReadOnlyList<string>>();
        foreach (var (one, whole) in wholes)
        {
            var document = JsonNode.Parse(whole.Replace("PART", part.ToJsonString(), StringComparison.Ordinal))!.AsObject();
            problems.Add(Told((await ErrorsAsync(document, one)).Where(error => error.Kind != ValidationErrorKind.PropertyRequired)));
        }

        return problems.MinBy(one => one.Count)!;
    }

    private static async Task<IReadOnlyList<ValidationError>> ErrorsAsync(JsonObject document, string? kind)
    {
        var schema = JsonNode.Parse(Text)!.AsObject();
        if (schema["definitions"]![$"V1{kind}"] is null)
        {
            throw new InvalidDataException($"The kind '{kind}' is not in the schema.");
        }

        schema["$ref"] = $"#/definitions/V1{kind}";
        return [.. (await JsonSchema.FromJsonAsync(schema.ToJsonString())).Validate(document.ToJsonString()).SelectMany(Innermost)];
    }

    private static IReadOnlyList<string> Told(IEnumerable<ValidationError> errors) => [.. errors.Select(error => $"{error.Kind} at {error.Path}")];

    private static IEnumerable<ValidationError> Innermost(ValidationError error) =>
        error is ChildSchemaValidationError nested ? nested.Errors.SelectMany(each => each.Value).SelectMany(Innermost) : [error];
}
