namespace HeadlessDiscovery.Testing.Wire;

/// <summary>The question of a query. <see cref="Wire"/> contains the original bytes, so that the case of the name is preserved.</summary>
internal sealed record Question(string Name, RecordType Type, int Class, byte[] Wire)
{
    public const int Internet = 1;
    public const int Chaos = 3;

    /// <summary>The name in the form that it is looked up by.</summary>
    public string Key { get; } = NameText.Normal(Name);

    public static Question For(string name, RecordType type)
    {
        var buffer = new WireBuffer(name.Length + 6);
        new NameWriter().Write(buffer, name, mayPoint: false);
        buffer.WriteUInt16((int)type);
        buffer.WriteUInt16(Internet);
        return new Question(name, type, Internet, buffer.ToArray());
    }
}
