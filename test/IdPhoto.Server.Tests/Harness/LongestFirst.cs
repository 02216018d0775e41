using IdPhoto.Server.Tests.Harness;
using Xunit.Sdk;
using Xunit.v3;

[assembly: Xunit.TestCollectionOrderer(typeof(LongestFirst))]

namespace IdPhoto.Server.Tests.Harness;

/// <summary>Classes that wait for a minute to be over begin first: what is begun last, everybody waits for.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
        [nameof(MemoryTests), nameof(LetterMemoryTests), nameof(Store.ForensicTests), nameof(Api.ShareTests), nameof(Api.AnswerTests), nameof(Compatibility.PortraitTests), nameof(LeakTests), nameof(Api.DirectTests), nameof(Api.GuardTests)];

    /// <inheritdoc />
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection
        => [.. testCollections.OrderBy(collection => Array.FindIndex(Long, name => collection.TestCollectionDisplayName.Contains($".{name} ", StringComparison.Ordinal)) is int place and >= 0 ? place : Long.Length)];
}
