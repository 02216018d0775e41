using System.Globalization;

namespace IdPhoto.Server.Policies;

/// <summary>Names a policy: the edition of its text, and the operator's latest publication that belongs to it.</summary>
/// <param name="Edition">The number of the text that comes with the product.</param>
/// <param name="Announcement">The number of the publication; 0 before the first.</param>
internal readonly record struct PolicyTag(int Edition, int Announcement)
{
    /// <summary>Reads a tag such as 2.1; null where it is none.</summary>
    public static PolicyTag? Parse(string? text)
    {
        string[] parts = (text ?? "").Split('.');
        return parts.Length == 2 && Number(parts[0]) is int edition && Number(parts[1]) is int announcement ? new PolicyTag(edition, announcement) : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Edition}.{Announcement}");

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
