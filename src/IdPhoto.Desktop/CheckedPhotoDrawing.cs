using IdPhoto.Drawing;
using IdPhoto.Pictures;
using IdPhoto.Studio;

namespace IdPhoto.Desktop;

/// <summary>Shows what a check found.</summary>
public static class CheckedPhotoDrawing
{
    /// <summary>The picture with the head's lines, the allowed bands and what failed drawn on it.</summary>
    /// <param name="photo">The checked photo; not changed.</param>
    public static Picture Overlay(this CheckedPhoto photo)
    {
        ArgumentNullException.ThrowIfNull(photo);
        return ComplianceOverlay.Draw(photo.Portrait.Picture, photo.Report);
    }
}
