namespace HeadlessDiscovery.Transport.Wire;

/// <summary>The texts of the names of one message. A thousand records of one owner share one text, however each writes it.</summary>
internal struct WireTexts(byte[] message, string asked)
{
    private readonly byte[] message = message;
    private readonly string asked = asked;

    // No name begins within the header.
    private int askedOrigin;
    private int lastOrigin;
    private string last = string.Empty;

    /// <summary>The text of a readable name.</summary>
    public string Of(int at)
    {
        var origin = WireName.Origin(message, at);
        if (origin == askedOrigin)
        {
            return asked;
        }

        if (origin == lastOrigin)
        {
            return last;
        }

        Span<char> characters = stackalloc char[WireName.MostCharacters];
        var text = characters[..WireName.Format(message, origin, characters)];
        if (text.SequenceEqual(asked))
        {
            askedOrigin = origin;
            return asked;
        }

        lastOrigin = origin;
        return last = text.SequenceEqual(last) ? last : text.ToString();
    }
}
