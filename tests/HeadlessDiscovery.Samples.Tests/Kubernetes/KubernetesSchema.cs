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
    public static async Task<IReadOnlyList<string>> ProblemsAsync(JsonObject document)
    {
        var kind = document["kind"]?.GetValue<string>();
        var schema = JsonNode.Parse(Text)!.AsObject();
        if (schema["definitions"]![$"V1{kind}"] is null)
        {
            return [$"The kind '{kind}' is not in the schema."];
        }

        schema["$ref"] = $"#/definitions/V1{kind}";
        var errors = (await JsonSchema.FromJsonAsync(schema.ToJsonString())).Validate(document.ToJsonString());
        return [.. errors.SelectMany(Innermost).Select(error => $"{error.Kind} at {error.Path}")];
    }

    private static IEnumerable<ValidationError> Innermost(ValidationError error) =>
        error is ChildSchemaValidationError nested ? nested.Errors.SelectMany(each => each.Value).SelectMany(Innermost) : [error];
}
