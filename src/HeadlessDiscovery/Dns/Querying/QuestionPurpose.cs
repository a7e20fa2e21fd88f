namespace HeadlessDiscovery.Dns;

/// <summary>What a question is asked for, which decides whose "no" counts.</summary>
internal enum QuestionPurpose
{
    /// <summary>A candidate of the search list.</summary>
    Candidate,

    /// <summary>The pinned name: only a server that knows it may say no.</summary>
    Pinned,

    /// <summary>Beside an answer that is believed already, such as the addresses of an SRV target. Nothing is remembered of it.</summary>
    Beside,
}
