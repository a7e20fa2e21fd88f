using System.Reflection;

namespace HeadlessDiscovery.Tests;

/// <summary>A table of sentences is a class in English, and another language overrides its members: one that it lacks would appear in English.</summary>
internal static class Translation
{
    public static void AssertComplete(Type english, Type language)
    {
        const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var sentences = english.GetMethods(Declared).Where(static method => method.IsVirtual).ToArray();
        Assert.NotEmpty(sentences);
        Assert.Empty(sentences.Except(language.GetMethods(Declared).Select(static method => method.GetBaseDefinition())));
    }
}
