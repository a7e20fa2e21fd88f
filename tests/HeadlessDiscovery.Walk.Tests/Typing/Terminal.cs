namespace HeadlessDiscovery.Walk.Tests.Typing;

/// <summary>Where somebody types: it stays in the folder that the last <c>cd</c> led to.</summary>
internal sealed class Terminal(string folder, IReadOnlyDictionary<string, string> environment) : IAsyncDisposable
{
    private readonly List<TypedCommand> going = [];

    public string Folder { get; private set; } = folder;

    /// <summary>Types the lines and waits for their end.</summary>
    public async Task<Printed> TypeAsync(string script, CancellationToken cancellationToken)
    {
        var place = Path.Combine(environment["TMPDIR"], $"folder-{Guid.NewGuid():N}");
        await using var command = new TypedCommand($"trap 'pwd > \"{place}\"' EXIT\n{script}", Folder, environment);
        var printed = await command.EndsAsync(cancellationToken);
        Folder = (await File.ReadAllTextAsync(place, cancellationToken)).TrimEnd('\n');
        return printed with { Script = script };
    }

    /// <summary>Types the lines in a terminal of their own, and leaves them there.</summary>
    public TypedCommand Start(string script)
    {
        var command = new TypedCommand(script, Folder, environment);
        going.Add(command);
        return command;
    }

    /// <summary>Ctrl+C in each of the other terminals.</summary>
    public async Task<IReadOnlyList<Printed>> InterruptAsync(CancellationToken cancellationToken)
    {
        var ended = new List<Printed>();
        foreach (var command in going)
        {
            command.Interrupt();
            ended.Add(await command.EndsAsync(cancellationToken));
            await command.DisposeAsync();
        }

        going.Clear();
        return ended;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in going)
        {
            await command.DisposeAsync();
        }
    }
}
