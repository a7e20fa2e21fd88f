namespace Gossip.Map;

/// <summary>A value with its stamp.</summary>
/// <param name="Value">Null where the key was deleted: that has to be told too, or a node that was away would bring the value back.</param>
/// <param name="Stamp">When it was written, and by whom.</param>
internal sealed record Entry(string? Value, Stamp Stamp);
