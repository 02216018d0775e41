namespace IdPhoto.Server.Compatibility;

/// <summary>How closely the interface of HivisionIDPhotos v1 is kept where it is at odds with itself.</summary>
internal enum CompatibilityMode
{
    /// <summary>Statuses, media types and orientation as old clients know them.</summary>
    Strict,

    /// <summary>True statuses and media types, and every photo upright.</summary>
    Fixed,
}
