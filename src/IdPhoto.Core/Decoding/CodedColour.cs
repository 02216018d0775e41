namespace IdPhoto.Decoding;

/// <summary>A colour space named by the code points of ITU-T H.273.</summary>
/// <param name="Primaries">1 BT.709 and sRGB, 9 BT.2020, 12 Display P3; 2 unspecified.</param>
/// <param name="Transfer">1 and 6 BT.709, 13 sRGB, 8 linear, 9 and 10 logarithmic, 16 PQ, 18 HLG; 2 unspecified.</param>
public readonly record struct CodedColour(int Primaries, int Transfer)
{
    /// <summary>Whether the values are those of a high dynamic range screen (PQ or HLG), which no print has.</summary>
    public bool IsHighDynamicRange => Transfer is 16 or 18;
}
