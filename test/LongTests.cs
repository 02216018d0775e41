using Xunit;

namespace IdPhoto.Tests;

/// <summary>
/// Tests that take long for what they add: a shorter one, or a bench, proves the most of it. They are run where IDPHOTO_LONG is 1, and skipped
/// with this reason elsewhere.
/// </summary>
internal static class LongTests
{
    /// <summary>Why one is skipped.</summary>
    public const string Reason = "A long test: IDPHOTO_LONG=1 runs it.";

    /// <summary>Whether they are run.</summary>
    public static bool IsWanted { get; } = Environment.GetEnvironmentVariable("IDPHOTO_LONG") == "1";

    /// <summary>How often something random is tried: a quarter of that where no long tests are wanted.</summary>
    public static int Times(int times) => IsWanted ? times : times / 4;

    /// <summary>Skips a long test where none is wanted.</summary>
    public static void Require() => Assert.SkipUnless(IsWanted, Reason);
}
