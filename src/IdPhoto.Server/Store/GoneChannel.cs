namespace IdPhoto.Server.Store;

/// <summary>How servers that share a database tell each other of photos that were ended: with NOTIFY, by their identifiers, or by an empty text where there are too many.</summary>
internal static class GoneChannel
{
    public const string Name = "idphoto_gone";

    /// <summary>Reads what was told; null where every server has to look for itself.</summary>
    public static IReadOnlyList<PhotoId>? Read(string told)
    {
        PhotoId?[] photos = [.. told.Split(',').Select(PhotoId.Parse)];
        return photos.All(photo => photo is not null) ? [.. photos.OfType<PhotoId>()] : null;
    }
}
