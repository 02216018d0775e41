using IdPhoto.Compliance.Measures;
using IdPhoto.Compliance.View;
using IdPhoto.Portraits;

namespace IdPhoto.Compliance;

/// <summary>Everything that is measured on a portrait's main head, before any rule is asked; the background is null until the page is known.</summary>
internal sealed record FaceLook(
    EyeLook RightEye, EyeLook LeftEye, MouthLook Mouth, BrowLook Brows, LineLook Lines, SkinLook Skin, CoverLook Cover, BackgroundLook? Background, DetailLook Detail)
{
    public static FaceLook Of(Portrait portrait, HeadView view, BlockOrigin? grid)
    {
        SkinLook skin = SkinLook.Of(view);
        (EyeLook right, EyeLook left) = EyeLook.Of(view, skin.Cheeks.Chroma);
        return new FaceLook(
            right, left, MouthLook.Of(view, skin.Cheeks), BrowLook.Of(view), LineLook.Of(view), skin, CoverLook.Of(view, portrait.Faces[0].Detection),
            null, DetailLook.Of(portrait, grid));
    }
}
