namespace IdPhoto.Server.Compatibility.Endpoints;

/// <summary>/set_kb: the picture as a JPEG of exactly so many kilobytes.</summary>
internal static class SetKilobytes
{
    private const int UsualKilobytes = 50;

    public static PictureJob Read(FormFields fields, CompatibilityMode mode)
    {
        int kb = fields.Kilobytes() ?? UsualKilobytes;
        int dpi = fields.Dpi();
        return (desk, sent, cancel) => Task.FromResult(Reply.Of("image_base64", WrittenFile.Of(desk.Open(sent, cancel), kb, dpi, mode, cancel)));
    }
}
