namespace HeadlessDiscovery.Tests;

/// <summary>Asserts of every item, and that there is one: <see cref="Assert.All{T}(IEnumerable{T}, Action{T})"/> holds for an empty list, whatever it asserts.</summary>
internal static class NonEmpty
{
    public static void All<T>(IEnumerable<T> items, Action<T> assertion)
    {
        var all = items.ToArray();
        Assert.NotEmpty(all);
        Assert.All(all, assertion);
    }
}
