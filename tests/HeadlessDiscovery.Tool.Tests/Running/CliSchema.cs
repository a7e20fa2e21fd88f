using NJsonSchema;

namespace HeadlessDiscovery.Tool.Tests.Running;

/// <summary>docs/schema/cli-v1.json as the judge of every line.</summary>
internal static class CliSchema
{
    private static readonly Lazy<JsonSchema> Schema = new(() =>
        JsonSchema.FromJsonAsync(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cli-v1.json"))).GetAwaiter().GetResult());

    public static void Validate(string line)
    {
        var errors = Schema.Value.Validate(line);
        Assert.True(errors.Count == 0, $"{line}{Environment.NewLine}{string.Join(Environment.NewLine, errors.Select(error => error.ToString()))}");
    }

    public static bool Accepts(string line) => Schema.Value.Validate(line).Count == 0;
}
