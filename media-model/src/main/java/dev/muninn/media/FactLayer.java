package dev.muninn.media;

/**
 * Where a fact comes from. What is shown is a fold: person over sidecar over camera over file;
 * labels come from the model.
 */
public enum FactLayer {
  FILE,
  CAMERA,
  SIDECAR,
  MODEL,
  PERSON
}
