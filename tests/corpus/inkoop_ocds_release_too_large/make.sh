# A release of 65 MiB, which git need not keep.
{
  printf '%s' '{"uri":"urn:x","version":"1.1","publishedDate":"2021-12-31T00:00:00Z","publisher":{"name":"X"},"releases":[{"ocid":"'
  head -c 68157440 /dev/zero | tr '\0' x
  printf '%s' '"}]}'
} >package.ocds.json
