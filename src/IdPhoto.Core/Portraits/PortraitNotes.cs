using IdPhoto.Borders;
using IdPhoto.Messages;
using IdPhoto.Persons;

namespace IdPhoto.Portraits;

/// <summary>What a person should know of how a picture was read, before anything was made of it.</summary>
public static class PortraitNotes
{
    /// <summary>What was left out of the picture, and what became of its transparency. Empty for most.</summary>
    /// <param name="portrait">The portrait.</param>
    public static IEnumerable<Message> Of(Portrait portrait)
    {
        ArgumentNullException.ThrowIfNull(portrait);
        return Of(portrait.Border).Concat(Of(portrait.Transparency));
    }

    /// <summary>The same of a finished photo: what was left out, and where a background was replaced, by which outline.</summary>
    /// <param name="photo">The photo.</param>
    public static IEnumerable<Message> Of(MadePhoto photo)
    {
        ArgumentNullException.ThrowIfNull(photo);
        return photo.Background is null ? Of(photo.Border) : [.. Of(photo.Border), .. Of(photo.Transparency), .. Divided(photo), .. Faint(photo)];
    }

    private static IEnumerable<Message> Divided(MadePhoto photo) => photo.IsDivided ? [Message.Of("warnings.touching")] : [];

    private static IEnumerable<Message> Faint(MadePhoto photo) => photo.HidesShoulders ? [Message.Of("warnings.faint-outline")] : [];

    /// <summary>How much of a picture was taken for a border, on which side.</summary>
    /// <param name="border">The border.</param>
    public static IEnumerable<Message> Of(PictureBorder border)
    {
        ArgumentNullException.ThrowIfNull(border);
        return border.Any ? [Message.Of("portraits.border-left-out", ("sides", border.Sides))] : [];
    }

    /// <summary>What became of a file's transparency.</summary>
    /// <param name="transparency">That.</param>
    public static IEnumerable<Message> Of(Transparency transparency) => transparency switch
    {
        Transparency.Matte => [Message.Of("portraits.transparency-used")],
        Transparency.Ignored => [Message.Of("portraits.transparency-ignored")],
        _ => [],
    };

    /// <summary>Where the outline of whoever was cut out may be wrong.</summary>
    internal static IEnumerable<Message> Of(PersonScene scene) => scene.IsDivided ? [Message.Of("portraits.touching")] : [];
}
