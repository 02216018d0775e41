namespace IdPhoto.Server.Settings;

/// <summary>The database and the bucket that several servers share.</summary>
/// <param name="Database">A PostgreSQL connection string.</param>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Prefix">What every object's name begins with: nothing, or a path that ends with a slash.</param>
/// <param name="Endpoint">The address of the S3 service.</param>
/// <param name="AccessKey">Who asks.</param>
/// <param name="SecretKey">Its secret.</param>
internal sealed record SharedStore(string Database, string Bucket, string Prefix, Uri Endpoint, string AccessKey, string SecretKey)
{
    /// <summary>The region that requests are signed for; services other than Amazon's often know one alone.</summary>
    public string Region { get; init; } = KnownSettings.S3Region.Default;
}
