using IdPhoto.Portraits;
using IdPhoto.Server.Compatibility.Cropping;

namespace IdPhoto.Server.Compatibility.Endpoints;

/// <summary>/human_matting: the whole picture without its background; no face is needed.</summary>
internal static class HumanMatting
{
    public static PictureJob Read(FormFields fields, CompatibilityMode mode)
    {
        int dpi = fields.Dpi();
        return async (desk, sent, cancel) =>
        {
            Portrait portrait = await desk.PortraitAsync(desk.Open(sent, cancel), cancel);
            return Reply.Of("image_base64", WrittenFile.Of(CutoutPicture.Of(await desk.CutOutAsync(portrait, cancel)), dpi, cancel));
        };
    }
}
