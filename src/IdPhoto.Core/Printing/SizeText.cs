using IdPhoto.Messages;

namespace IdPhoto.Printing;

/// <summary>Reads sizes as people write them.</summary>
public static class SizeText
{
    /// <summary>Reads '35x45mm', '10cm x 15cm', '4x6in' or '4"x6"', in any case and with spaces; without a unit, millimetres.</summary>
    /// <exception cref="PhotoException"><see cref="Refusals.InvalidSize"/>.</exception>
    public static MmSize Parse(string text)
        => TryParse(text, out MmSize size) ? size : throw new PhotoException(
            Refusals.InvalidSize, Message.Of("printing.unreadable-size"));

    /// <summary>As <see cref="Parse"/>, without an exception.</summary>
    public static bool TryParse(string? text, out MmSize size)
    {
        size = default;
        if (WrittenSize.Read(text ?? "") is not var (width, height) || !IsOne(width) || !IsOne(height))
            return false;
        size = new MmSize(width.Mm(width.Min), height.Mm(height.Min));
        return size.ShortSide > 0;
    }

    /// <summary>Whether a length is on paper, and one and no range.</summary>
    private static bool IsOne(WrittenLength length) => length.Unit is not ("px" or "%") && length.Min == length.Max;
}
