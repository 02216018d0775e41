using System.Globalization;

namespace IdPhoto.App.Journey;

/// <summary>What a person agreed to: an edition of the text, and the operator's last announcement then.</summary>
/// <param name="Edition">The text's number.</param>
/// <param name="Announcement">The announcement's number; 0 for none.</param>
public readonly record struct PolicyTag(int Edition, int Announcement)
{
    /// <summary>Reads <c>2.1</c>; an edition of 0, which nobody has agreed to, where it is none.</summary>
    public static PolicyTag Parse(string? text)
        => text?.Split('.') is [string edition, string announcement] && Number(edition, out int first) && Number(announcement, out int second) ? new(first, second) : default;

    /// <summary>Whether an agreement to this tag still holds.</summary>
    /// <param name="binding">The last thing that asks again.</param>
    /// <param name="edition">The edition that is in force.</param>
    public bool Holds(PolicyTag binding, int edition) => Edition == edition && (binding.Edition != edition || Announcement >= binding.Announcement);

    /// <summary>As people read it: without the announcement where there was none.</summary>
    public string Readable => Announcement == 0 ? Edition.ToString(CultureInfo.InvariantCulture) : ToString();

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Edition}.{Announcement}");

    private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
