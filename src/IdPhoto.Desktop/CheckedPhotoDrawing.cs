using IdPhoto.Drawing;
using IdPhoto.Pictures;
using IdPhoto.Studio;
using IdPhoto.Words;

namespace IdPhoto.Desktop;

/// <summary>Shows what a check found.</summary>
public static class CheckedPhotoDrawing
{
    /// <summary>The picture with the head's lines, the allowed bands and what failed drawn on it.</summary>
    /// <param name="photo">The checked photo; not changed.</param>
    /// <param name="words">The language of the words; null for English.</param>
    public static Picture Overlay(this CheckedPhoto photo, Sentences? words = null)
    {
        ArgumentNullException.ThrowIfNull(photo);
        return ComplianceOverlay.Draw(photo.Portrait.Picture, photo.Report, words ?? Sentences.In(Languages.English));
    }
}
