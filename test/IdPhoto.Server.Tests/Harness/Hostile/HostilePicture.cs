namespace IdPhoto.Server.Tests.Harness.Hostile;

/// <summary>A picture file that is made to cost its reader memory or time.</summary>
/// <param name="Format">Such as png.</param>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Make">Makes the file; some take seconds.</param>
internal sealed record HostilePicture(string Format, string Name, Func<byte[]> Make)
{
    /// <summary>Whether it is small enough, to make and to refuse, for a test.</summary>
    public bool IsQuick { get; init; }
}
