namespace IdPhoto.Server.Tests.Harness.Hostile;

/// <summary>All that is known of files that cost their reader memory or time. None of them is a portrait: each must be refused.</summary>
internal static class HostilePictures
{
    public static IReadOnlyList<HostilePicture> All { get; } =
        [.. HostilePngs.All(), .. HostileJpegs.All(), .. HostileWebPs.All(), .. HostileTiffs.All(), .. HostileIsoFiles.All()];
}
