namespace IdPhoto.Cli.Folders;

/// <summary>What the results of a folder's photos are called.</summary>
internal static class FolderNames
{
    /// <summary>
    /// A name for each photo, two of which never get the same. A photo that is called like its result keeps its name, and one whose
    /// name has another extension gets that one; where several differ in the extension alone, the others keep it before the new one:
    /// 'me.jpg' gives 'me.jpg', and beside it 'me.png' gives 'me.png.jpg'. What else lies in the folder has no say but by that.
    /// </summary>
    /// <param name="photos">Names of files, each once.</param>
    /// <param name="extension">Of the results, with its dot.</param>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyList<string> photos, string extension)
    {
        HashSet<string> taken = new(AlikeNames.Comparer);
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        ILookup<string, string> alike = photos.ToLookup(Stem, AlikeNames.Comparer);
        bool IsKept(string photo) => string.Equals(Path.GetExtension(photo), extension, StringComparison.OrdinalIgnoreCase);
        foreach (string photo in photos.Where(IsKept).Concat(photos.Where(photo => !IsKept(photo) && alike[Stem(photo)].Count() == 1)))
            if (taken.Add(Stem(photo) + extension))
                names.Add(photo, Stem(photo) + extension);
        foreach (string photo in photos.Where(photo => !names.ContainsKey(photo)))
        {
            string free = photo + extension;
            for (int number = 2; !taken.Add(free); number++)
                free = $"{photo}-{number}{extension}";
            names.Add(photo, free);
        }
        return names;
    }

    private static string Stem(string photo) => Path.GetFileNameWithoutExtension(photo);
}
