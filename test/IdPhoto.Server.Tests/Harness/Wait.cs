using System.Diagnostics;
using Xunit;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>Waits for what must come about, and not longer than that takes.</summary>
internal static class Wait
{
    /// <summary>Much longer than anything takes on a busy machine.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Looks again and again until it is true.</summary>
    public static Task UntilAsync(Func<bool> isTrue) => UntilAsync(() => Task.FromResult(isTrue()));

    /// <inheritdoc cref="UntilAsync(Func{bool})"/>
    public static async Task UntilAsync(Func<Task<bool>> isTrue)
    {
        for (Stopwatch waited = Stopwatch.StartNew(); !await isTrue(); await Task.Delay(Pause))
            Assert.True(waited.Elapsed < Longest, $"It has not come about in {Longest.TotalSeconds} s.");
    }
}
