namespace IdPhoto.Server.Store;

/// <summary>How long an S3 service may take.</summary>
/// <param name="Connect">Until a connection stands.</param>
/// <param name="Call">For each try of a call.</param>
internal sealed record S3Times(TimeSpan Connect, TimeSpan Call)
{
    /// <summary>Those of every server.</summary>
    public static readonly S3Times Standard = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));

    /// <summary>For a call with its second try: shorter by far than the lease of an upload.</summary>
    public TimeSpan Longest => (2 * Call) + TimeSpan.FromSeconds(2);
}
