namespace HeadlessDiscovery;

/// <summary>The language of the sentences of a <see cref="Finding"/>; codes, commands and addresses are the same in each.</summary>
public enum FindingLanguage
{
    /// <summary>English.</summary>
    English = 0,

    /// <summary>Korean.</summary>
    Korean,
}
